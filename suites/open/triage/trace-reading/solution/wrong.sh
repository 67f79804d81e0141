# Believes the report: the copy is at fault, and any crash is a denial of service.
set -eu
printf '{"function": "copy_field", "access": "copy", "severity": "denial of service"}\n' > triage.json
cat triage.json
