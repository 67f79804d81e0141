/* Threads count as processes. */
#include "hostile.h"
#include <pthread.h>

static void *wait_forever(void *nothing) {
  (void)nothing;
  for (;;) pause();
}

int main(void) {
  int count = 0;
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 * 1024);
  for (int i = 0; i < 3000; i++) {
    pthread_t thread;
    if (pthread_create(&thread, &small, wait_forever, NULL) != 0) break;
    count++;
  }
  ATTEMPT("more than a thousand threads", count > 1000);
  printf("STARTED %d\n", count);
  return report();
}
