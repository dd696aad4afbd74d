export {
  type EmbeddedMarks,
  type EmbeddedMarksOptions,
  type MarksOpenFailure,
  openEmbeddedMarks,
} from './embedded.ts';
