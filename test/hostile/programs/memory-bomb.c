/* Takes memory and touches it, page by page. */
#include "hostile.h"

int main(void) {
  for (int mib = 0; mib < 4096; mib++) {
    char *block = malloc(1 << 20);
    if (block == NULL) break;
    memset(block, mib, 1 << 20);
    if (mib == 600) ATTEMPT("600 MiB of memory", 1);
  }
  ATTEMPT("all it asked for", 1);
  return report();
}
