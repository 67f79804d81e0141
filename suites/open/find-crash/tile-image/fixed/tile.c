/* Reads a run-length tile of a map and prints its size and mean. Layout, integers little-endian:
 *   mark (4) width (2) height (2) channels (1) flags (1) check (2), then pairs of count and value. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "V_MARK"
enum { HEADER = 12, CHANNELS = V_CHANNELS, CHECK_STEP = V_CHECK_STEP, CHECK_MASK = V_CHECK_MASK };
enum { PIXEL_BYTES_MAX = V_PIXEL_BYTES_MAX, FLAG_FLIPPED = 1 };

struct tile {
  uint32_t width, height, channels;
  int flipped;
  uint8_t *pixels;
};

static uint32_t little16(const uint8_t *at) { return at[0] | (uint32_t)at[1] << 8; }

static uint32_t header_check(const uint8_t *header) {
  uint32_t check = 0;
  for (int i = 0; i < HEADER - 2; i++) check = check * CHECK_STEP + header[i];
  return (check ^ CHECK_MASK) & 0xffff;
}

static int read_header(struct tile *tile, const uint8_t *header) {
  if (memcmp(header, MARK, 4) != 0) return -1;
  if (little16(header + 10) != header_check(header)) return -1;
  tile->width = little16(header + 4);
  tile->height = little16(header + 6);
  tile->channels = header[8];
  tile->flipped = header[9] & FLAG_FLIPPED;
  return tile->channels == CHANNELS ? 0 : -1;
}

static int allocate_pixels(struct tile *tile) {
  uint64_t bytes = (uint64_t)tile->width * tile->height * tile->channels;
  if (bytes == 0 || bytes > PIXEL_BYTES_MAX) return -1;
  tile->pixels = calloc(bytes, 1);
  return tile->pixels == NULL ? -1 : 0;
}

/* Fills one row from pairs; returns how many bytes of pairs it used, or 0 when they are wrong. */
static size_t read_row(uint8_t *row, size_t stride, const uint8_t *pairs, size_t size) {
  size_t filled = 0, used = 0;
  while (filled < stride) {
    if (size - used < 2) return 0;
    size_t count = pairs[used];
    if (count == 0 || count > stride - filled) return 0;
    memset(row + filled, pairs[used + 1], count);
    filled += count;
    used += 2;
  }
  return used;
}

static int read_rows(struct tile *tile, const uint8_t *pairs, size_t size) {
  size_t stride = (size_t)tile->width * tile->channels;
  for (uint32_t line = 0; line < tile->height; line++) {
    uint32_t row = tile->flipped ? tile->height - 1 - line : line;
    size_t used = read_row(tile->pixels + row * stride, stride, pairs, size);
    if (used == 0) return -1;
    pairs += used;
    size -= used;
  }
  return 0;
}

static double mean(const struct tile *tile) {
  size_t bytes = (size_t)tile->width * tile->height * tile->channels;
  double sum = 0;
  for (size_t i = 0; i < bytes; i++) sum += tile->pixels[i];
  return sum / (double)bytes;
}

static uint8_t file_bytes[1 << 20];

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  size_t size = fread(file_bytes, 1, sizeof file_bytes, file);
  fclose(file);
  struct tile tile = {0};
  if (size < HEADER || read_header(&tile, file_bytes) != 0) return 1;
  if (allocate_pixels(&tile) != 0) return 1;
  int outcome = read_rows(&tile, file_bytes + HEADER, size - HEADER);
  if (outcome == 0) printf("%u x %u, mean %.2f\n", tile.width, tile.height, mean(&tile));
  free(tile.pixels);
  return outcome == 0 ? 0 : 1;
}
