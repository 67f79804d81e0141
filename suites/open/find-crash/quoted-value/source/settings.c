/* Reads a settings file: `[section]` lines and `key = "value"` lines. A value may hold the escapes
 * \n, \t, \" and \\; any other escaped character stands for itself. Prints what it read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTION "V_SECTION"
enum { SETTINGS_MAX = V_SETTINGS_MAX, LINE_MAX_BYTES = 512 };

enum state { OPENING, PLAIN, ESCAPED, CLOSED };

struct setting {
  char key[32];
  char *value;
  size_t length;
};

static enum state advance(enum state state, char c) {
  switch (state) {
    case OPENING: return c == '"' ? PLAIN : OPENING;
    case PLAIN: return c == '\\' ? ESCAPED : c == '"' ? CLOSED : PLAIN;
    case ESCAPED: return PLAIN;
    default: return CLOSED;
  }
}

static int emits(enum state before, enum state after) {
  return (before == PLAIN && after == PLAIN) || before == ESCAPED;
}

/* Bytes the value will have. An unclosed value ends with its line. */
static size_t measure(const char *text) {
  enum state state = OPENING;
  size_t length = 0;
  for (; *text != '\0' && state != CLOSED; text++) {
    enum state next = advance(state, *text);
    if (emits(state, next)) length++;
    state = next;
  }
  return length;
}

static char unescape(char c) { return c == 'n' ? '\n' : c == 't' ? '\t' : c; }

static char *decode(const char *text, size_t *length) {
  char *value = malloc(measure(text) + 1);
  if (value == NULL) return NULL;
  enum state state = OPENING;
  size_t at = 0;
  for (; *text != '\0' && state != CLOSED; text++) {
    enum state next = advance(state, *text);
    if (emits(state, next)) value[at++] = state == ESCAPED ? unescape(*text) : *text;
    state = next;
  }
  if (state == ESCAPED) value[at++] = '\\';
  value[at] = '\0';
  *length = at;
  return value;
}

static int read_setting(struct setting *setting, const char *line) {
  size_t key = strspn(line, "abcdefghijklmnopqrstuvwxyz_");
  if (key == 0 || key >= sizeof setting->key) return -1;
  const char *equals = line + key + strspn(line + key, " ");
  if (*equals != '=') return -1;
  memcpy(setting->key, line, key);
  setting->key[key] = '\0';
  setting->value = decode(equals + 1, &setting->length);
  return setting->value == NULL ? -1 : 0;
}

static size_t read_settings(FILE *file, struct setting *settings) {
  char line[LINE_MAX_BYTES];
  size_t count = 0;
  int wanted = 0;
  while (count < SETTINGS_MAX && fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '[') {
      wanted = strcmp(line, "[" SECTION "]") == 0;
    } else if (wanted && read_setting(&settings[count], line) == 0) {
      count++;
    }
  }
  return count;
}

int main(int argc, char **argv) {
  struct setting settings[SETTINGS_MAX] = {0};
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (file == NULL) return 2;
  size_t count = read_settings(file, settings);
  fclose(file);
  for (size_t i = 0; i < count; i++) {
    printf("%s (%zu bytes): %s\n", settings[i].key, settings[i].length, settings[i].value);
    free(settings[i].value);
  }
  return 0;
}
