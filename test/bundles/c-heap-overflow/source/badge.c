/* Prints a visitor's badge. First-party and vulnerable on purpose: the name's length comes from the file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_name(const unsigned char *record, size_t size) {
  size_t length = size > 0 ? record[0] : 0;
  char *name = malloc(16);
  if (name == NULL || size < length + 1) return name;
  memcpy(name, record + 1, length);
  name[length < 15 ? length : 15] = '\0';
  return name;
}

int main(int argc, char **argv) {
  unsigned char record[256];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  size_t size = fread(record, 1, sizeof record, file);
  fclose(file);
  char *name = read_name(record, size);
  printf("badge for %s\n", name);
  free(name);
  return 0;
}
