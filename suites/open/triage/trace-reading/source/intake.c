/* Takes visitors' cards in: fields of a kind, a length and that many bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = V_NAME_BYTES, HOST_BYTES = V_HOST_BYTES, PHOTO_BYTES = V_PHOTO_BYTES };

static uint8_t *stored_photo;

static void copy_field(void *to, const void *from, size_t length) { memcpy(to, from, length); }

static uint8_t *visitor_name(const uint8_t *bytes, size_t length) {
  if (length > NAME_BYTES) return NULL;
  uint8_t *name = calloc(NAME_BYTES + 1, 1);
  if (name != NULL) copy_field(name, bytes, length);
  return name;
}

static uint8_t *visited_host(const uint8_t *bytes, size_t length) {
  if (length > HOST_BYTES) return NULL;
  uint8_t *host = calloc(HOST_BYTES + 1, 1);
  if (host != NULL) copy_field(host, bytes, length);
  return host;
}

/* The card says how much of the stored photo it shows. */
static uint8_t *shown_photo(const uint8_t *bytes, size_t length) {
  size_t shown = length == 2 ? (size_t)(bytes[0] << 8 | bytes[1]) : 0;
  if (shown > PHOTO_BYTES) return NULL;
  uint8_t *photo = calloc(shown + 1, 1);
  if (photo != NULL) copy_field(photo, stored_photo, shown);
  return photo;
}

static int take_field(uint8_t kind, const uint8_t *bytes, size_t length) {
  uint8_t *field = NULL;
  if (kind == 'n') field = visitor_name(bytes, length);
  if (kind == 'h') field = visited_host(bytes, length);
  if (kind == 'p') field = shown_photo(bytes, length);
  if (field == NULL) return -1;
  printf("%c: %s\n", kind, (const char *)field);
  free(field);
  return 0;
}

int main(int argc, char **argv) {
  uint8_t card[4096];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  size_t size = fread(card, 1, sizeof card, file);
  fclose(file);
  stored_photo = calloc(PHOTO_BYTES, 1);
  for (size_t at = 0; stored_photo != NULL && at + 2 <= size;) {
    size_t length = card[at + 1];
    if (length > size - at - 2) return 1;
    if (take_field(card[at], card + at + 2, length) != 0) return 1;
    at += 2 + length;
  }
  free(stored_photo);
  return 0;
}
