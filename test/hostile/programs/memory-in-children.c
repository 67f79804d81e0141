/* Each child stays below the limit; together they do not. */
#include "hostile.h"

int main(void) {
  for (int i = 0; i < 8; i++) {
    if (fork() == 0) {
      char *block = malloc(100 << 20);
      if (block != NULL) memset(block, i, 100 << 20);
      pause();
    }
  }
  sleep(3);
  ATTEMPT("800 MiB held together", 1);
  return report();
}
