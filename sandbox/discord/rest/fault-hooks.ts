import { setTimeout as sleep } from 'node:timers/promises';
import { FastifyReply, FastifyRequest } from 'fastify';
import { asJson, asNumber } from '../wire/json';
import { bodyFor, FaultOptions } from './faults';

/** @returns whether the request is over: it was answered or dropped before any work. */
export async function beforeWork(
  fault: FaultOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (fault.when === 'after') {
    request.afterFault = fault;
    return false;
  }
  if (fault.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault.drop === true) dropConnection(request, reply);
  else if (fault.status !== undefined) {
    setFaultHeaders(fault, fault.status, reply);
    sendOrdered(reply, fault.status, fault.body ?? bodyFor(fault.status));
  } else return false;
  return true;
}

/** Spoils the answer to work that is done. @returns the body that replaces it, if any. */
export async function afterWork(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
  const fault = request.afterFault;
  if (fault === null) return undefined;
  request.afterFault = null;
  if (fault.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault.drop === true) {
    dropSocket(request);
    return undefined;
  }
  if (fault.status === undefined) return undefined;
  setFaultHeaders(fault, fault.status, reply);
  const body = JSON.stringify(fault.body ?? bodyFor(fault.status));
  reply.code(fault.status).type('application/json').header('content-length', Buffer.byteLength(body));
  return body;
}

export function sendOrdered(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.code(status).send(body);
}

export function dropConnection(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  dropSocket(request);
}

function dropSocket(request: FastifyRequest): void {
  request.exchange.dropped = true;
  request.raw.socket.destroy();
}

function setFaultHeaders(fault: FaultOptions, status: number, reply: FastifyReply): void {
  if (status === 429) reply.header('retry-after', String(asNumber(asJson(fault.body).retry_after, 0.3)));
  if (fault.headers !== undefined) reply.headers(fault.headers);
}
