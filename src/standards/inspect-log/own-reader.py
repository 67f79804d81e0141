"""Reads logs by Inspect's own reader and says what it saw, one JSON line a log. Run by real-logs.test.ts."""

import hashlib
import json
import sys

from inspect_ai.log import read_eval_log


def content(message):
    """What a message says, however it is held."""
    if isinstance(message.content, str):
        return message.content
    return [
        getattr(part, "text", None) or getattr(part, "image", None) or part.type
        for part in message.content
    ]


def plain(value):
    """Whole numbers without a point, as JavaScript writes them."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [plain(member) for member in value]
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    return value


def digest(value):
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seen(sample):
    models = [event for event in sample.events if event.event == "model"]
    return {
        "id": sample.id,
        "epoch": sample.epoch,
        "startedAt": sample.started_at,
        "scores": {name: score.value for name, score in (sample.scores or {}).items()},
        "messages": digest([[message.role, content(message)] for message in sample.messages]),
        "events": [event.event for event in sample.events],
        "inputs": digest(
            [[[message.role, content(message)] for message in event.input] for event in models]
        ),
        "calls": digest(
            [event.call.request if event.call else None for event in models]
        ),
        "arguments": digest(
            [event.arguments for event in sample.events if event.event == "tool"]
        ),
    }


for path in sys.argv[1:]:
    log = read_eval_log(path, resolve_attachments=True)
    print(
        json.dumps(
            {
                "status": log.status,
                "created": log.eval.created,
                "completedAt": log.stats.completed_at,
                "evalId": log.eval.eval_id,
                "task": log.eval.task,
                "model": log.eval.model,
                "tags": log.tags,
                "messageLimit": log.eval.config.message_limit,
                "sandbox": log.eval.sandbox.type if log.eval.sandbox else None,
                "scores": [
                    [score.name, {name: metric.value for name, metric in score.metrics.items()}]
                    for score in (log.results.scores if log.results else [])
                ],
                "reductions": len(log.reductions or []),
                "samples": [seen(sample) for sample in log.samples or []],
            }
        )
    )
