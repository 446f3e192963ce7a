/** Reads the output of `git merge-tree --write-tree --stdin -z` as it comes. Pure. */
import type { Oid } from '../../ports.ts';
import { decodePath } from './bytes.ts';

/** A file that git could not merge, as one side (or the common ancestor, stage 1) has it. */
export interface StageEntry {
  /** Six octal digits, such as `100644`. */
  mode: string;
  oid: Oid;
  /** 1: common ancestor, 2: ours, 3: theirs. */
  stage: 1 | 2 | 3;
  path: string;
}

export interface MergeMessage {
  paths: string[];
  /** git's short name, such as `CONFLICT (contents)`. */
  type: string;
  text: string;
}

/** What git answered for one pair. */
export interface MergeRecord {
  clean: boolean;
  tree: Oid;
  stages: StageEntry[];
  messages: MergeMessage[];
}

/** A record that says something this parser does not know. */
export class UnreadableRecord extends Error {
  override name = 'UnreadableRecord';
}

type State = 'status' | 'tree' | 'after-clean' | 'stages' | 'messages' | 'paths' | 'type' | 'text';

/** Takes chunks in order and calls `onRecord` for every complete record. */
export function createRecordParser(onRecord: (record: MergeRecord) => void): {
  push(chunk: Buffer): void;
  /** Bytes of a record that has not ended yet. */
  pending(): number;
} {
  let rest: Buffer[] = [];
  let recordBytes = 0;
  let state: State = 'status';
  let record = emptyRecord();
  let message: MergeMessage = { paths: [], type: '', text: '' };
  let pathsLeft = 0;

  const finish = () => {
    onRecord(record);
    record = emptyRecord();
    recordBytes = 0;
    state = 'status';
  };
  const take = (field: Buffer): void => {
    switch (state) {
      case 'status': {
        const status = field.toString('latin1');
        if (status !== '0' && status !== '1') {
          throw new UnreadableRecord(`git merge-tree answered "${status.slice(0, 40)}"`);
        }
        record.clean = status === '1';
        state = 'tree';
        return;
      }
      case 'tree':
        record.tree = field.toString('latin1');
        state = record.clean ? 'after-clean' : 'stages';
        return;
      case 'after-clean':
        finish();
        return;
      case 'stages':
        if (field.length === 0) state = 'messages';
        else record.stages.push(parseStage(field));
        return;
      case 'messages': {
        // After submodule conflicts git prints advice here, outside of its own format; it ends the record.
        const count = field.toString('latin1');
        if (!/^\d+$/.test(count)) {
          finish();
          return;
        }
        pathsLeft = Number(count);
        message = { paths: [], type: '', text: '' };
        state = pathsLeft === 0 ? 'type' : 'paths';
        return;
      }
      case 'paths':
        message.paths.push(decodePath(field));
        pathsLeft -= 1;
        if (pathsLeft === 0) state = 'type';
        return;
      case 'type':
        message.type = field.toString('latin1');
        state = 'text';
        return;
      case 'text':
        message.text = decodePath(field).trimEnd();
        record.messages.push(message);
        state = 'messages';
        return;
    }
  };

  return {
    push(chunk) {
      let from = 0;
      for (;;) {
        const end = chunk.indexOf(0, from);
        if (end === -1) break;
        const tail = chunk.subarray(from, end);
        recordBytes += tail.length + 1;
        const field = rest.length === 0 ? tail : Buffer.concat([...rest, tail]);
        rest = [];
        from = end + 1;
        take(field);
      }
      if (from < chunk.length) {
        // A copy: the chunk belongs to the stream.
        rest.push(Buffer.from(chunk.subarray(from)));
        recordBytes += chunk.length - from;
      }
    },
    pending: () => recordBytes,
  };
}

function emptyRecord(): MergeRecord {
  return { clean: false, tree: '', stages: [], messages: [] };
}

/** `<mode> <oid> <stage>TAB<path>` */
function parseStage(field: Buffer): StageEntry {
  const tab = field.indexOf(0x09);
  const [mode, oid, stage] = field.toString('latin1', 0, tab).split(' ');
  if (
    tab === -1 ||
    mode === undefined ||
    oid === undefined ||
    (stage !== '1' && stage !== '2' && stage !== '3')
  ) {
    throw new UnreadableRecord(`git merge-tree listed "${decodePath(field).slice(0, 80)}"`);
  }
  return {
    mode,
    oid,
    stage: Number(stage) as 1 | 2 | 3,
    path: decodePath(field.subarray(tab + 1)),
  };
}
