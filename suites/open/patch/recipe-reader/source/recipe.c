/* Prints a recipe. An element is a kind, a length of two bytes (little-endian) and its content:
 * a group holds elements, a name or a step holds text, an amount holds two bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kinds.h"

enum { HEADER = 3, FILE_BYTES_MAX = 65536 };

struct reader {
  const uint8_t *at;
  const uint8_t *end;
};

static void indent(int depth) {
  for (int i = 0; i < depth; i++) fputs("  ", stdout);
}

static void V_VERB_name(const uint8_t *text, size_t length) {
  char name[NAME_BYTES + 1];
  memset(name, 0, sizeof name);
  for (size_t i = 0; i < length; i++) name[i] = (char)(text[i] >= ' ' ? text[i] : '?');
  printf("%s\n", name);
}

static void V_VERB_step(const uint8_t *text, size_t length) {
  fputs("- ", stdout);
  fwrite(text, 1, length, stdout);
  putchar('\n');
}

static void V_VERB_amount(const uint8_t *bytes) {
  printf("amount %u\n", (unsigned)(bytes[0] | bytes[1] << 8));
}

static int V_VERB_elements(struct reader reader, int depth);

static int V_VERB_element(struct reader *reader, int depth) {
  if (reader->end - reader->at < HEADER) return -1;
  uint8_t kind = reader->at[0];
  size_t length = (size_t)(reader->at[1] | reader->at[2] << 8);
  const uint8_t *content = reader->at + HEADER;
  reader->at = content + length;
  indent(depth);
  switch (kind) {
    case GROUP:
      puts("group");
      return V_VERB_elements((struct reader){content, content + length}, depth + 1);
    case NAME: V_VERB_name(content, length); return 0;
    case STEP: V_VERB_step(content, length); return 0;
    case AMOUNT: V_VERB_amount(content); return 0;
    default: puts("(unknown)"); return 0;
  }
}

static int V_VERB_elements(struct reader reader, int depth) {
  while (reader.at < reader.end) {
    if (V_VERB_element(&reader, depth) != 0) return -1;
  }
  return 0;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  static uint8_t buffer[FILE_BYTES_MAX];
  size_t size = fread(buffer, 1, sizeof buffer, file);
  fclose(file);
  uint8_t *bytes = malloc(size > 0 ? size : 1);
  if (bytes == NULL) return 2;
  memcpy(bytes, buffer, size);
  int outcome = V_VERB_elements((struct reader){bytes, bytes + size}, 0);
  free(bytes);
  if (outcome != 0) fputs("not a recipe\n", stderr);
  return outcome == 0 ? 0 : 1;
}
