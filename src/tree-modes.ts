/** Modes of entries of git's trees: six octal digits, as git compares them. */

/** Of a directory. */
export const TREE = '040000';
/** Of what is not there. */
export const NOTHING = '000000';

/** Whether this is the mode of a regular file, executable or not: no link, submodule or directory. */
export const isRegularFile = (mode: string | undefined): boolean =>
  mode?.startsWith('100') ?? false;
