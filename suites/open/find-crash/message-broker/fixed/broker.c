/* Replays a journal of a message broker and prints what each channel delivered. An entry is four
 * bytes: operation, channel, argument, check. The check of an entry depends on the one before. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { OPEN = V_OPEN, CLOSE, HOLD, RESUME, SEND, ALIAS, MERGE };
enum { CHANNELS_MAX = V_CHANNELS_MAX, CHECK_START = V_CHECK_START, CHECK_STEP = V_CHECK_STEP };

struct channel {
  int refs; /* its slot, its aliases, and messages that were sent to it and wait */
  int held;
  uint32_t delivered;
  struct channel *alias;
  struct message *first, *last;
};

struct message {
  uint8_t value;
  struct channel *origin;
  struct message *next;
};

static struct channel *slots[CHANNELS_MAX];

static void retain(struct channel *channel) { channel->refs++; }

static void release(struct channel *channel) {
  if (channel == NULL || --channel->refs > 0) return;
  struct channel *alias = channel->alias;
  free(channel);
  release(alias);
}

static struct channel *target_of(struct channel *channel) {
  while (channel->alias != NULL) channel = channel->alias;
  return channel;
}

static int open_channel(uint8_t slot) {
  if (slots[slot] != NULL) return -1;
  slots[slot] = calloc(1, sizeof *slots[slot]);
  if (slots[slot] == NULL) return -1;
  slots[slot]->refs = 1;
  return 0;
}

static int close_channel(uint8_t slot) {
  struct channel *channel = slots[slot];
  if (channel->first != NULL) return -1;
  printf("channel %u delivered %u\n", slot, channel->delivered);
  slots[slot] = NULL;
  release(channel);
  return 0;
}

static int send_value(struct channel *channel, uint8_t value) {
  struct channel *target = target_of(channel);
  if (!target->held) {
    channel->delivered += value;
    return 0;
  }
  struct message *message = calloc(1, sizeof *message);
  if (message == NULL) return -1;
  message->value = value;
  message->origin = channel;
  retain(channel);
  if (target->last != NULL) target->last->next = message;
  else target->first = message;
  target->last = message;
  return 0;
}

static int resume(struct channel *channel) {
  channel->held = 0;
  while (channel->first != NULL) {
    struct message *message = channel->first;
    channel->first = message->next;
    message->origin->delivered += message->value;
    release(message->origin);
    free(message);
  }
  channel->last = NULL;
  return 0;
}

static int set_alias(struct channel *channel, struct channel *target) {
  if (channel->alias != NULL || channel->first != NULL || channel->held) return -1;
  if (target_of(target) == channel) return -1;
  channel->alias = target;
  retain(target);
  return 0;
}

/* A channel becomes one with its alias: what was sent to it and waits counts as sent to the alias,
 * which is retained for each, and its slot is free again. */
static int merge(uint8_t slot) {
  struct channel *from = slots[slot], *into = from->alias;
  if (into == NULL || !into->held) return -1;
  for (struct message *message = into->first; message != NULL; message = message->next) {
    if (message->origin != from) continue;
    message->origin = into;
    retain(into);
    release(from);
  }
  from->alias = NULL;
  release(into);
  into->delivered += from->delivered;
  slots[slot] = NULL;
  release(from);
  return 0;
}

static int replay(const uint8_t *entry) {
  uint8_t slot = entry[1], argument = entry[2];
  if (slot >= CHANNELS_MAX) return -1;
  if (entry[0] == OPEN) return open_channel(slot);
  if (slots[slot] == NULL) return -1;
  switch (entry[0]) {
    case CLOSE: return close_channel(slot);
    case HOLD: return slots[slot]->alias == NULL ? (slots[slot]->held = 1, 0) : -1;
    case RESUME: return resume(slots[slot]);
    case SEND: return send_value(slots[slot], argument);
    case ALIAS:
      if (argument >= CHANNELS_MAX || slots[argument] == NULL) return -1;
      return set_alias(slots[slot], slots[argument]);
    case MERGE: return merge(slot);
    default: return -1;
  }
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  uint8_t entry[4];
  uint8_t check = CHECK_START;
  while (fread(entry, 1, sizeof entry, file) == sizeof entry) {
    check = (uint8_t)(check * CHECK_STEP + entry[0] + entry[1] * 3 + entry[2]);
    if (entry[3] != check || replay(entry) != 0) break;
  }
  fclose(file);
  return 0;
}
