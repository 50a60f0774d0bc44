import { splitLinks } from './split-links';

describe('splitLinks', () => {
  it('takes commas, spaces and lines as separators and drops repetitions', () => {
    expect(splitLinks(' https://a.example/1,https://a.example/2 ,\nhttps://a.example/1, ')).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
  });

  it('asks for a link when there is none', () => {
    expect(() => splitLinks(' , ,')).toThrow(/at least one link/);
  });

  it('refuses more than ten', () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `https://a.example/${index}`).join(',');
    expect(() => splitLinks(eleven)).toThrow(/11 links; please give at most 10/);
  });
});
