// Loaded before either side of the benchmark: tells on a port of its own what all threads of the process have used of the processor.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const meter = createServer((_request, response) => {
  const { user, system } = process.cpuUsage();
  response.end(JSON.stringify({ micros: user + system }));
});
meter.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ msg: 'cpu_meter', port: (meter.address() as AddressInfo).port })}\n`);
});
meter.unref();
