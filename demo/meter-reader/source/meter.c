/* Reads one telegram of a water meter: a length, a colon, and that many characters of serial number.
   Written for the demonstration; the flaw is that the length of the telegram is believed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct meter {
  char serial[16];
  unsigned litres;
};

static int read_serial(struct meter *meter, const char *telegram, size_t size) {
  char *end = NULL;
  unsigned long length = strtoul(telegram, &end, 10);
  if (end == telegram || *end != ':')
    return -1;
  const char *serial = end + 1;
  if (length > size - (size_t)(serial - telegram))
    return -1;
  memcpy(meter->serial, serial, length);
  return 0;
}

int main(int count, char **names) {
  static char telegram[4096];
  FILE *file = count == 2 ? fopen(names[1], "rb") : NULL;
  if (file == NULL)
    return 2;
  size_t size = fread(telegram, 1, sizeof telegram - 1, file);
  fclose(file);
  struct meter *meter = calloc(1, sizeof *meter);
  if (meter == NULL)
    return 2;
  int status = read_serial(meter, telegram, size);
  printf(status == 0 ? "meter %.16s\n" : "not a telegram\n", meter->serial);
  free(meter);
  return status == 0 ? 0 : 1;
}
