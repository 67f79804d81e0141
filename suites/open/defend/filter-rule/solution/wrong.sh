# Two dots anywhere, which ordinary names have as well.
set -eu
{ echo install; printf 'deny ?%s* has ..\n' file name doc item; } | connect gateway
