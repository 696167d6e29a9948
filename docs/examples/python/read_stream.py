"""Reads a tenant's stream and prints each event once, as a line of JSON.

python read_stream.py BROKERS TOPIC GROUP [COUNT]

A partner's group must begin with partner.<tenant>. where an ACL fences it. With COUNT it ends after so many events.
"""

import json
import sys

from kafka import KafkaConsumer


def main(brokers, topic, group, count=None):
    consumer = KafkaConsumer(
        topic,
        bootstrap_servers=brokers.split(","),
        group_id=group,
        auto_offset_reset="earliest",
        # What was handled is committed below, so that nothing is passed over when this program dies.
        enable_auto_commit=False,
    )
    # Delivery is at least once. A real reader keeps the ids where it keeps what it made of the events.
    seen = set()
    for message in consumer:
        headers = {name: value.decode() for name, value in message.headers}
        if headers["ce_id"] not in seen:
            seen.add(headers["ce_id"])
            handle(headers, message.key.decode(), json.loads(message.value))
        consumer.commit()
        if count is not None and len(seen) >= int(count):
            break
    consumer.close()


def handle(headers, key, event):
    print(json.dumps({"id": headers["ce_id"], "type": headers["ce_type"], "key": key, "event": event}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
