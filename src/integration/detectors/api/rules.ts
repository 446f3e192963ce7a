/** What the detector says, and how surely, for docs/detectors.md. */
import type { FileDetector } from '../../detector.ts';
import type { ApiDigest } from './changes.ts';

export const rules: FileDetector<ApiDigest>['rules'] = [
  {
    finds:
      'A symbol removed, renamed, moved or turned into something else by one, and newly used or imported by the other (also a fixture of pytest that a test newly asks for, and what a test replaces or watches by its name); less sure where others have its name',
    confidence: [0.6, 0.95],
  },
  {
    finds:
      'A new call that fits the old parameters and not the new ones (number or names); less sure where other definitions that take as many, or types of the language itself, share the name, and only a value named after its type tells them apart; also of a type that has it from a trait or a class, as a line of the changing head says; or on the type itself, where it is asked of a value now (TypeScript, Python, Java)',
    confidence: [0.6, 0.95],
  },
  {
    finds:
      'A new call of a function whose types of parameters changed; surer where it writes out what the new type cannot be (`wait(500)`)',
    confidence: [0.4, 0.85],
  },
  {
    finds:
      'What a newly called function gives changed: the number of results (Go), a future or promise, something around it (`Result`, `Optional`), another number of values or other parts than are taken (`a, b = load()`, `const { data } = load()`), also where only its returns show it (Python, TypeScript, JavaScript), or another type than the variable or the function around asks for; or it throws what nothing around catches, or no longer what alone is caught around it (Java)',
    confidence: [0.6, 0.9],
  },
  {
    finds: 'A symbol made private to its file, type, package or crate, and newly used from outside',
    confidence: [0.55, 0.75],
  },
  {
    finds:
      'A case of an enum or a struct of another form (its values by place change, or it gets or loses them), newly made or taken apart',
    confidence: [0.6, 0.95],
  },
  {
    finds:
      'An import, or a name in a function, that one head takes away (or an import that names a type only now), and the other newly uses in the same file, where the merged file has nothing else of that name',
    confidence: [0.85, 0.9],
  },
  {
    finds:
      'What a file asked of something it still has, at least twice, and that one head no longer asks there, but something else; newly asked there by the other (`done.setTrue()`, where it is `done.set(true)` now)',
    confidence: 0.65,
  },
  {
    finds: 'An import of which each head drops a use, and none is left in the merged file (Go)',
    confidence: 0.9,
  },
  {
    finds:
      'An import that one head replaces by the same other one in three files or more, and that the other newly writes',
    confidence: 0.6,
  },
  { finds: 'The same import added by both, twice in the merged file', confidence: 0.9 },
  {
    finds: 'The same symbol added by both to one file, or in Go to one package',
    confidence: [0.7, 0.9],
  },
  {
    finds:
      'A trait that both implement for one type, or a method that both give it, in two files (Rust); less sure where they name it by different paths',
    confidence: [0.65, 0.9],
  },
  {
    finds:
      'A trait, interface or class that gains, changes or loses a member, or leaves one to others, and a new implementation (a class, a lambda of Java), or a new member of an old one, that does not suit it; less sure where nothing says that it replaces one',
    confidence: [0.55, 0.85],
  },
  {
    finds:
      'A struct, an object type or a dictionary with named keys whose members change or go out of sight, and a new value written out in full (in Go also of a struct without a name, as tables of tests have), a pattern that names them all, or an object given to a function or element that takes one, also where the function only takes it apart (JavaScript); also a value of a type made from one that demands more fields, as a line of the changing head says (TypeScript)',
    confidence: [0.6, 0.9],
  },
  {
    finds: 'A case added to an enum or a union, and a new choice that must name them all',
    confidence: 0.85,
  },
  {
    finds:
      'A string or object taken out of a union, and newly written, compared or given where one of the union must stand (TypeScript)',
    confidence: 0.9,
  },
  {
    finds:
      'A type or function that takes another number of types, newly written out for it, or none (TypeScript)',
    confidence: 0.85,
  },
  { finds: 'A file deleted by one and newly imported by the other', confidence: 0.9 },
  {
    finds:
      'A name that a module no longer exports or hands on, and that the other newly imports from it (TypeScript, JavaScript, Python)',
    confidence: 0.9,
  },
  {
    finds:
      'A class that gets its first constructor, or loses its last, and is newly made the other way, or in Java derived from without a constructor',
    confidence: 0.85,
  },
  {
    finds:
      'A constructor that changes, and a new value of a class that inherits it, also over other classes or through an index, as the merged files show',
    confidence: 0.9,
  },
  { finds: 'A class made abstract, and newly made', confidence: 0.9 },
  {
    finds:
      'A function of another type, newly handed on by its name as it was (Go, Java, Rust); a type of function or an interface of one method that takes another number of arguments, and a function newly written for it, given, returned or put into a variable (Go, Java), or given (TypeScript)',
    confidence: [0.8, 0.85],
  },
  {
    finds:
      'A trait that a type no longer derives, and newly derived for what holds one (or `Default`, asked of it, `Clone`, where one must stand, `PartialEq`, where it is compared, or `Debug`, where it is shown); or a trait newly derived, and a field added that cannot have it (Rust)',
    confidence: [0.8, 0.9],
  },
  {
    finds:
      'A class or method made final, a type sealed, or a class turned into an interface or back, and newly derived from or replaced (Java)',
    confidence: 0.85,
  },
  {
    finds:
      'A field that gets another type, and is newly given a value (Rust, TypeScript, Go, Java)',
    confidence: 0.6,
  },
  {
    finds:
      'A result or a field that may be missing now (`| undefined`, `Optional`, `Option`), and of which a member is newly asked at once, without a check (TypeScript, Python, Rust)',
    confidence: [0.55, 0.85],
  },
];
