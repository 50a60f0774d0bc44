import { WebFeedHosts } from './web-feed-hosts';

const MINUTE = 60_000;
const start = new Date('2026-11-22T12:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE);

function fail(hosts: WebFeedHosts, times: number, at = start): void {
  for (let n = 0; n < times; n += 1) hosts.failed('a', at, null);
}

describe('WebFeedHosts', () => {
  it('leaves a host alone for ten minutes after five failures in a row', () => {
    const hosts = new WebFeedHosts();
    fail(hosts, 4);
    expect(hosts.listShut(start)).toEqual([]);
    fail(hosts, 1);
    expect(hosts.listShut(after(9))).toEqual(['a']);
    expect(hosts.listShut(after(10))).toEqual([]);
  });

  it('doubles the pause when the one that tries afterwards fails too, up to two hours', () => {
    const hosts = new WebFeedHosts();
    fail(hosts, 6);
    expect(hosts.listShut(after(19))).toEqual(['a']);
    expect(hosts.listShut(after(20))).toEqual([]);
    fail(hosts, 20);
    expect(hosts.listShut(after(119))).toEqual(['a']);
    expect(hosts.listShut(after(120))).toEqual([]);
  });

  it('begins anew after a success', () => {
    const hosts = new WebFeedHosts();
    fail(hosts, 9);
    hosts.succeeded('a');
    fail(hosts, 4);
    expect(hosts.listShut(start)).toEqual([]);
  });

  it('leaves a host alone at once that says for how long', () => {
    const hosts = new WebFeedHosts();
    hosts.failed('a', start, after(60));
    hosts.failed('b', start, null);
    expect(hosts.listShut(after(59))).toEqual(['a']);
    expect(hosts.listShut(after(60))).toEqual([]);
  });

  it('remembers no more than some thousand hosts', () => {
    const hosts = new WebFeedHosts();
    for (let n = 0; n < 20_000; n += 1) hosts.failed(`host ${n}`, start, after(60));
    expect(hosts.listShut(start).length).toBeLessThanOrEqual(5_000);
  });
});
