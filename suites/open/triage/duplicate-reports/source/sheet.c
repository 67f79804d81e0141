/* A small sheet of figures, driven by commands on standard input. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 64, ROWS_MAX = 1000 };

struct column {
  char name[16];
  long *cells;
};

struct sheet {
  struct column *columns;
  size_t width, room, rows;
  struct column *cursor; /* the column that was used last */
};

static void grow_sheet(struct sheet *sheet) {
  if (sheet->width < sheet->room) return;
  sheet->room = sheet->room == 0 ? 2 : sheet->room * 2;
  sheet->columns = realloc(sheet->columns, sheet->room * sizeof *sheet->columns);
  if (sheet->columns == NULL) exit(3);
}

static void set_name(struct column *column, const char *name) {
  char clean[16];
  size_t length = 0;
  for (; name[length] != '\0' && name[length] != '\n'; length++) clean[length] = name[length];
  clean[length < 15 ? length : 15] = '\0';
  strcpy(column->name, clean);
}

static void add_column(struct sheet *sheet, const char *name) {
  if (sheet->width == COLUMNS_MAX) return;
  grow_sheet(sheet);
  struct column *column = &sheet->columns[sheet->width];
  column->cells = calloc(sheet->rows, sizeof *column->cells);
  set_name(column, name);
  sheet->width++;
  if (sheet->cursor == NULL) sheet->cursor = column;
}

static void add_row(struct sheet *sheet) {
  if (sheet->rows < ROWS_MAX) sheet->rows++;
}

static void drop_column(struct sheet *sheet, size_t at) {
  if (at >= sheet->width) return;
  free(sheet->columns[at].cells);
  strcpy(sheet->columns[at].name, "(dropped)");
}

static long sum_column(const struct sheet *sheet, size_t at) {
  long sum = 0;
  if (at >= sheet->width) return 0;
  for (size_t row = 0; row < sheet->rows; row++) sum += sheet->columns[at].cells[row];
  return sum;
}

static void print_row(const struct sheet *sheet, size_t row) {
  if (row >= sheet->rows) return;
  for (size_t at = 0; at < sheet->width; at++) printf("%ld\t", sheet->columns[at].cells[row]);
  printf("(%s)\n", sheet->cursor == NULL ? "-" : sheet->cursor->name);
}

static void put_cell(struct sheet *sheet, size_t row, long value) {
  if (sheet->cursor == NULL || row >= sheet->rows) return;
  sheet->cursor->cells[row] = value;
}

static void obey(struct sheet *sheet, const char *line) {
  size_t at = 0;
  long value = 0;
  if (strncmp(line, "column ", 7) == 0) add_column(sheet, line + 7);
  if (strncmp(line, "row", 3) == 0) add_row(sheet);
  if (sscanf(line, "drop %zu", &at) == 1) drop_column(sheet, at);
  if (sscanf(line, "sum %zu", &at) == 1) printf("%ld\n", sum_column(sheet, at));
  if (sscanf(line, "print %zu", &at) == 1) print_row(sheet, at);
  if (sscanf(line, "put %zu %ld", &at, &value) == 2) put_cell(sheet, at, value);
}

int main(void) {
  struct sheet sheet = {0};
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) obey(&sheet, line);
  return 0;
}
