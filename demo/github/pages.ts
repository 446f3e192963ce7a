import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hub } from './hub.ts';
export function createPages(_hub: Hub) {
  return async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(404).end();
  };
}
