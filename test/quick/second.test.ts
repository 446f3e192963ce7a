import { testPart } from './part.ts';

testPart(1, 2);
