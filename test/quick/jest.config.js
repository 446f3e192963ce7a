// All of "pure" in two files, for whoever wants all of it: one for each process of a small machine.
import main from '../../jest.config.js';

const { projects, ...run } = main;
const [pure] = projects;

export default {
  ...run,
  ...pure,
  rootDir: '../..',
  displayName: 'quick',
  testMatch: ['<rootDir>/test/quick/*.test.ts'],
};
