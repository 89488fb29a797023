import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * An answer that tells the sender not to come back on this connection once the server is closing, also where its request began before:
 * what is sent on a connection that is about to end may or may not be heard.
 */
export function closingResponse(isClosing: () => boolean): typeof ServerResponse<IncomingMessage> {
  return class ClosingResponse extends ServerResponse<IncomingMessage> {
    override writeHead(statusCode: number, statusMessage?: string, headers?: Headers): this;
    override writeHead(statusCode: number, headers?: Headers): this;
    override writeHead(statusCode: number, first?: string | Headers, second?: Headers): this {
      if (isClosing()) this.setHeader('connection', 'close');
      return typeof first === 'string' ? super.writeHead(statusCode, first, second) : super.writeHead(statusCode, first);
    }
  };
}
