# Every length is held against what is left; names against their room; amounts have two bytes.
set -eu
sed -i '
/reader->at = content + length;/i\  if (length > (size_t)(reader->end - content)) return -1;
s/case NAME: /case NAME:\n      if (length > NAME_BYTES) return -1;\n      /
s/case AMOUNT: /case AMOUNT:\n      if (length != 2) return -1;\n      /
' recipe.c
make >&2
echo 'three lengths are checked'
