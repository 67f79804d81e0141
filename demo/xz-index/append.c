/*
 * Reads an .xz Index that was kept by itself and adds three blocks to it, as a program does that
 * compresses in parallel and gathers the index at the end. Written for this report; uses liblzma's
 * public calls only.
 */
#include <stdio.h>

#include <lzma.h>

int main(int argc, char **argv) {
  uint8_t bytes[4096];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) {
    fprintf(stderr, "usage: append FILE\n");
    return 2;
  }
  const size_t size = fread(bytes, 1, sizeof(bytes), file);
  fclose(file);

  lzma_index *index = NULL;
  uint64_t memoryMax = 1 << 20;
  size_t position = 0;
  if (lzma_index_buffer_decode(&index, &memoryMax, NULL, bytes, &position, size) != LZMA_OK) {
    fprintf(stderr, "append: not an index\n");
    return 1;
  }
  for (int block = 0; block < 3; block++) {
    if (lzma_index_append(index, NULL, 24, 100) != LZMA_OK) return 1;
  }
  printf("%llu blocks, %llu bytes uncompressed\n",
         (unsigned long long)lzma_index_block_count(index),
         (unsigned long long)lzma_index_uncompressed_size(index));
  lzma_index_end(index, NULL);
  return 0;
}
