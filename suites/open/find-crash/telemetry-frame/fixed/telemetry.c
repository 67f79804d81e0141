/* Prints one telemetry frame of a weather station: a mark, a version, then records of type, length
 * and that many bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "V_MARK"
enum { VERSION = V_VERSION, LABEL = V_LABEL, READING = V_READING };
enum { LABEL_BYTES = V_LABEL_BYTES, READINGS_MAX = 8, FRAME_BYTES_MAX = 4096 };

struct station {
  char *label;
  uint16_t readings[READINGS_MAX];
  size_t count;
};

static int read_label(struct station *station, const uint8_t *bytes, size_t length) {
  if (station->label != NULL || length >= LABEL_BYTES) return -1;
  station->label = malloc(LABEL_BYTES);
  if (station->label == NULL) return -1;
  memcpy(station->label, bytes, length);
  station->label[length] = '\0';
  return 0;
}

static int read_reading(struct station *station, const uint8_t *bytes, size_t length) {
  if (length != 2 || station->count == READINGS_MAX) return -1;
  station->readings[station->count++] = (uint16_t)(bytes[0] << 8 | bytes[1]);
  return 0;
}

static int read_records(struct station *station, const uint8_t *frame, size_t size) {
  size_t at = strlen(MARK) + 1;
  while (at < size) {
    if (size - at < 2) return -1;
    uint8_t type = frame[at];
    size_t length = frame[at + 1];
    at += 2;
    if (length > size - at) return -1;
    int outcome = 0;
    if (type == LABEL) outcome = read_label(station, frame + at, length);
    if (type == READING) outcome = read_reading(station, frame + at, length);
    if (outcome != 0) return -1;
    at += length;
  }
  return 0;
}

static int read_frame(struct station *station, const uint8_t *frame, size_t size) {
  size_t marked = strlen(MARK);
  if (size < marked + 1 || memcmp(frame, MARK, marked) != 0) return -1;
  if (frame[marked] != VERSION) return -1;
  return read_records(station, frame, size);
}

int main(int argc, char **argv) {
  uint8_t frame[FRAME_BYTES_MAX];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  size_t size = fread(frame, 1, sizeof frame, file);
  fclose(file);
  struct station station = {0};
  int outcome = read_frame(&station, frame, size);
  if (outcome == 0) printf("%s: %zu readings\n", station.label ? station.label : "-", station.count);
  free(station.label);
  return outcome == 0 ? 0 : 1;
}
