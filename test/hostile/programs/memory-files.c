/* Memory that belongs to no process: anonymous files. */
#include "hostile.h"

int main(void) {
  static char block[1 << 20];
  memset(block, 1, sizeof block);
  for (int i = 0; i < 30; i++) {
    int file = memfd_create("hidden", 0);
    for (int mib = 0; file >= 0 && mib < 31; mib++) {
      if (write(file, block, sizeof block) < 0) break;
    }
  }
  ATTEMPT("930 MiB in files without names", 1);
  return report();
}
