/* What the C programs share: each attack is tried, and one that works says so on a line of its own. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int tried;

#define ATTEMPT(what, worked)                          \
  do {                                                 \
    tried++;                                           \
    if (worked) printf("ESCAPED %s\n", what);          \
    fflush(stdout);                                    \
  } while (0)

static int report(void) {
  printf("TRIED %d\n", tried);
  return 0;
}
