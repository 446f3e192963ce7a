import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spelled } from '#src/spelled-signature.ts';
import type { Language } from '#src/symbols.ts';
import { runs } from '../properties.ts';

const rows: [Language, string, string][] = [
  ['rust', '(&self,u8)->Result<Option<Foo>,E>', '(&self, u8) -> Result<Option<Foo>, E>'],
  ['rust', '(&mut self)->', '(&mut self)'],
  ['rust', '(Box<dyn Fn(u8)->u8+Send>)->', '(Box<dyn Fn(u8) -> u8 + Send>)'],
  ['rust', '(crate::Id,[u8;4])->Self::Item', '(crate::Id, [u8; 4]) -> Self::Item'],
  ['typescript', '(string,number?):void', '(string, number?): void'],
  [
    'typescript',
    '({a:string;b:number}):Promise<Item>',
    '({ a: string; b: number }): Promise<Item>',
  ],
  ['typescript', '({}):"a|b"|undefined', '({}): "a|b" | undefined'],
  ['typescript', '((x:A)=>B):C&D', '((x: A) => B): C & D'],
  ['typescript', ':Profile|undefined', 'Profile | undefined'],
  ['python', '(str,int|None)->"Item"', '(str, int | None) -> "Item"'],
  ['python', '(str)->', '(str)'],
  ['go', '(string)string', '(string) string'],
  ['go', '(context.Context,...*T)Postings,error', '(context.Context, ...*T) (Postings, error)'],
  ['go', '(func(int)bool,map[string]int)<-chan T', '(func(int) bool, map[string]int) <-chan T'],
  ['go', '(int)map[string]func(a,b)c', '(int) map[string]func(a, b) c'],
  ['java', '(String,int)List<A>', '(String, int) List<A>'],
  ['java', '', ''],
];

test.each(rows)('%s: %s', (language, signature, words) => {
  expect(spelled(signature, language)).toBe(words);
});

test('whatever it is given, only blanks are added, and ends that say nothing or enclose left out', () => {
  const bare = (text: string) => text.replace(/[\s()]/g, '').replace(/^[|:]+|(?:->)+$/g, '');
  fc.assert(
    fc.property(
      fc.constantFrom<Language>('rust', 'typescript', 'javascript', 'python', 'go', 'java'),
      fc.string({ unit: fc.constantFrom(...'ab,;:|&<>()[]{}-=+"\'*.') }),
      (language, signature) => {
        expect(bare(spelled(signature, language))).toBe(bare(signature));
      },
    ),
    runs(50),
  );
});
