# Only that page and parameter, decoded, and a step up is `..` with a separator of either kind.
set -eu
read -r page parameter <<WORDS
$(sed -n 's#^bad  *GET \(/[a-z]*\)?\([a-z]*\)=.*#\1 \2#p' requests.log | head -n 1)
WORDS
printf 'install\ndeny path* is %s and ?%s* has /../\ndeny path* is %s and ?%s* has \\..\\\n' \
  "$page" "$parameter" "$page" "$parameter" > rules
connect gateway < rules
