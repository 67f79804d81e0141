/*
 * Opens a finished .xz file to add to it: finds the index through the footer, decodes it piece by
 * piece as a file arrives, and enters the block that is to follow. Written for this report; uses
 * liblzma's public calls only.
 */
#include <stdio.h>

#include <lzma.h>

static lzma_index *index_of(const uint8_t *bytes, size_t size) {
  lzma_stream_flags footer;
  if (size < 2 * LZMA_STREAM_HEADER_SIZE) return NULL;
  const uint8_t *footerAt = bytes + size - LZMA_STREAM_HEADER_SIZE;
  if (lzma_stream_footer_decode(&footer, footerAt) != LZMA_OK) return NULL;
  if (footer.backward_size > size - 2 * LZMA_STREAM_HEADER_SIZE) return NULL;

  lzma_index *index = NULL;
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_index_decoder(&stream, &index, 1 << 20) != LZMA_OK) return NULL;
  lzma_ret state = LZMA_OK;
  for (const uint8_t *at = footerAt - footer.backward_size; at < footerAt && state == LZMA_OK; at++) {
    stream.next_in = at;
    stream.avail_in = 1;
    state = lzma_code(&stream, LZMA_RUN);
  }
  lzma_end(&stream);
  return state == LZMA_STREAM_END ? index : NULL;
}

int main(int argc, char **argv) {
  uint8_t bytes[4096];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) {
    fprintf(stderr, "usage: extend FILE\n");
    return 2;
  }
  const size_t size = fread(bytes, 1, sizeof(bytes), file);
  fclose(file);
  lzma_index *index = index_of(bytes, size);
  if (index == NULL) {
    fprintf(stderr, "extend: not an .xz file of one stream\n");
    return 1;
  }
  const lzma_ret added = lzma_index_append(index, NULL, 40, 4096);
  printf("%s: %llu blocks after adding one\n", added == LZMA_OK ? "ok" : "refused",
         (unsigned long long)lzma_index_block_count(index));
  lzma_index_end(index, NULL);
  return added == LZMA_OK ? 0 : 1;
}
