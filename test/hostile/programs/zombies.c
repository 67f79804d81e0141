/* Children that die and are never asked how. */
#include "hostile.h"

int main(void) {
  for (int i = 0; i < 30; i++) {
    if (fork() == 0) _exit(i);
  }
  ATTEMPT("nothing, it leaves them", 0);
  return report();
}
