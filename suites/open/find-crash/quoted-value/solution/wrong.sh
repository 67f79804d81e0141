# Many escapes in a long value: both passes count them alike.
set -eu
section=$(sed -n 's/#define SECTION "\(.*\)"/\1/p' settings.c)
printf '[%s]\nname = "%s"\n' "$section" "$(printf '\\n%.0s' $(seq 200))" > poc.ini
echo 'a long value of escapes'
