# The value ends with its line right after a backslash: one byte more is written than was counted.
set -eu
section=$(sed -n 's/#define SECTION "\(.*\)"/\1/p' settings.c)
printf '[%s]\nname = "north\\\n' "$section" > poc.ini
echo 'an unclosed value that ends in a backslash'
