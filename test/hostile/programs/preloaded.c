/* A library named in LD_PRELOAD; in any process but the command it would be inside the judge. */
#include "hostile.h"

__attribute__((constructor)) static void enter(void) {
  for (int fd = 3; fd < 64; fd++) {
    if (write(fd, "ended 11 0\n", 11) < 0) continue;
  }
  printf("TRIED 1\n");
  fflush(stdout);
  _exit(5);
}
