# The copy does as it is told; the frame below it is the caller that does not look at the size.
set -eu
function=$(sed -n 's/.*#2 .* in \([a-z_]*\) .*/\1/p' trace.txt)
access=$(grep -oE '^(READ|WRITE)' trace.txt | tr 'A-Z' 'a-z')
case $(grep 'Where it runs' report.md) in
*'before they sign in'*) column=1 ;;
*'sign in first'*) column=2 ;;
*) column=3 ;;
esac
[ "$access" = read ] && column=$((column + 1))
severity=$(echo critical high moderate low | cut -d' ' -f$column)
printf '{"function": "%s", "access": "%s", "severity": "%s"}\n' \
  "$function" "$access" "$severity" > triage.json
cat triage.json
