/* Forks until it may not, every child too. Says how many children this one process got. */
#include "hostile.h"

int main(void) {
  int count = 0;
  for (int i = 0; i < 5000; i++) {
    pid_t child = fork();
    if (child < 0) break;
    if (child == 0) {
      for (;;) {
        if (fork() < 0) pause();
      }
    }
    count++;
  }
  ATTEMPT("more than a thousand children", count > 1000);
  printf("FORKED %d\n", count);
  report();
  fflush(stdout);
  pause();
}
