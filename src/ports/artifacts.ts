/** Reads of what workflow runs left behind. Types only. */
import type { Oid, Repository, WholeList } from './names.ts';

/** What a workflow run uploaded. */
export interface Artifact {
  id: number;
  name: string;
  /** Bytes of the archive. */
  size: number;
  /** GitHub has deleted its content. */
  expired: boolean;
  /** Number of the workflow run. */
  run: number;
  /** The commit that the run was about. */
  oid: Oid;
  /** The run built a fork's commit: whoever owns the fork decides what the artifact says. */
  fromFork: boolean;
  /** ISO 8601. */
  createdAt: string;
}

/** A text in an archive. */
export interface ArtifactFile {
  path: string;
  text: string;
}

export type ArtifactContent =
  | {
      state: 'found';
      /** Texts in the archive, pictures and pages aside. */
      files: ArtifactFile[];
      /** Other files, with the reason why they were not read. */
      leftOut: { path: string; reason: string }[];
    }
  /** Expired or deleted. */
  | { state: 'gone' }
  /** Too large, broken, or refused; the reason is a sentence without its first word's capital. */
  | { state: 'unreadable'; reason: string };

/** Reads of workflow artifacts. They need `actions: read`, which an installation may not have granted. */
export interface ArtifactForge {
  /** Artifacts of runs about these commits whose names are wanted, newest first. */
  artifacts(
    repo: Repository,
    commits: readonly Oid[],
    wanted: (name: string) => boolean,
  ): Promise<WholeList<Artifact>>;
  /** What is in an artifact, unpacked within bounds. */
  content(repo: Repository, artifact: Artifact): Promise<ArtifactContent>;
}
