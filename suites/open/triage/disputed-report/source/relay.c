/* The part of the relay that takes messages. Built as `relay`, stripped; see `relay.map`. */
#include <stdint.h>
#include <string.h>

enum { SCRATCH_BYTES = V_SCRATCH, MESSAGE_BYTES_MAX = 1024 };

struct ledger {
  uint64_t used, allowed;
};

struct session {
  int is_signed_in;
  uint8_t scratch[SCRATCH_BYTES];
  struct ledger *ledger;
};

typedef int (*handler)(struct session *, const uint8_t *, size_t);

#ifdef PACKED
/* Pairs of a count (two bytes, high first) and the byte that is repeated. */
static int unpack_runs(struct session *session, const uint8_t *bytes, size_t size) {
  size_t filled = 0;
  for (size_t at = 0; at + 3 <= size; at += 3) {
    size_t count = (size_t)(bytes[at] << 8 | bytes[at + 1]);
    if (count > SCRATCH_BYTES - filled) return -1; /* runs */
    memset(session->scratch + filled, bytes[at + 2], count);
    filled += count;
  }
  return (int)filled;
}

/* A byte to begin with, then differences; a difference of 0x80 repeats the last byte eight times. */
static int unpack_steps(struct session *session, const uint8_t *bytes, size_t size) {
  size_t filled = 0;
  uint8_t last = 0;
  for (size_t at = 0; at < size; at++) {
    size_t count = bytes[at] == 0x80 ? 8 : 1;
    if (count > SCRATCH_BYTES - filled) return -1; /* steps */
    last = (uint8_t)(bytes[at] == 0x80 ? last : last + bytes[at]);
    memset(session->scratch + filled, last, count);
    filled += count;
  }
  return (int)filled;
}

/* A byte says how many follow as they are; from 0xf0, how far back the last 16 are found again. */
static int unpack_copies(struct session *session, const uint8_t *bytes, size_t size) {
  size_t filled = 0;
  for (size_t at = 0; at < size;) {
    size_t count = bytes[at] < 0xf0 ? bytes[at] : 16;
    size_t back = bytes[at] < 0xf0 ? 0 : (size_t)(bytes[at] - 0xf0) + 16;
    if (back > filled || (back == 0 && count > size - at - 1)) return -1;
    if (count > SCRATCH_BYTES - filled) return -1; /* copies */
    const uint8_t *from = back > 0 ? session->scratch + filled - back : bytes + at + 1;
    memmove(session->scratch + filled, from, count);
    filled += count;
    at += back > 0 ? 1 : 1 + count;
  }
  return (int)filled;
}
#endif

static int take_plain(struct session *session, const uint8_t *bytes, size_t size) {
  size_t taken = size < SCRATCH_BYTES ? size : SCRATCH_BYTES;
  memcpy(session->scratch, bytes, taken);
  return (int)taken;
}

static int charge(struct session *session, int bytes) {
  if (bytes < 0) return -1;
  session->ledger->used += (uint64_t)bytes;
  return session->ledger->used > session->ledger->allowed ? -1 : 0;
}

static const struct {
  uint8_t operation;
  int needs_sign_in;
  handler take;
} operations[] = {
    {V_PLAIN, 0, take_plain},
#ifdef PACKED
    {V_RUNS, V_RUNS_SIGNED, unpack_runs},
    {V_STEPS, V_STEPS_SIGNED, unpack_steps},
    {V_COPIES, V_COPIES_SIGNED, unpack_copies},
#endif
};

/* A message is an operation, a length of two bytes (high first) and that many bytes. */
int take_message(struct session *session, const uint8_t *message, size_t size) {
  if (size < 3 || size > MESSAGE_BYTES_MAX) return -1;
  size_t length = (size_t)(message[1] << 8 | message[2]);
  if (length != size - 3) return -1;
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
    if (operations[i].operation != message[0]) continue;
    if (operations[i].needs_sign_in && !session->is_signed_in) return -1;
    return charge(session, operations[i].take(session, message + 3, length));
  }
  return -1;
}
