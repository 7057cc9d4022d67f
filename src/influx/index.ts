/**
 * Plumbline and InfluxDB for programs: uploading, checking, comparing and reading back. A face of its own, so that
 * who wants the pipeline does not load the database client.
 */

export type { InfluxCheck } from './check/check.ts';
export { checkInflux } from './check/checkInflux.ts';
/** Lines of a recording, and what they mean. */
export { FULL_DETAIL, type LineDetail, LineMaker, type LineState } from './lines/lineMaker.ts';
export { InfluxLink, type QuerySeries, RefusedRequestError } from './query/influxLink.ts';
/** Any query as a stream, angles as arrays, and one figure of one person over sessions. */
export type { AnswerBlock } from './read/answerReader.ts';
export type { CellType, RowOf } from './read/cells.ts';
export { InfluxReader, type InfluxReaderOptions } from './read/influxReader.ts';
export { QueryError } from './read/queryError.ts';
export { type BodyBlock, type BodyColumn, readBody } from './read/readBody.ts';
export { rowsOf } from './read/rows.ts';
export { uploadedTrends } from './read/uploadedTrends.ts';
export type { Field, Measurement, Tag } from './schema/measurement.ts';
export { type MeasurementName, SCHEMA } from './schema/schema.ts';
export { type InfluxConfig, influxConfigFrom } from './server/config.ts';
export { UploadError } from './server/uploadError.ts';
export { Uploader, type UploaderOptions, type UploadState } from './upload/uploader.ts';
export { FilesUpload, type FilesUploaded, type UploadFilesOptions } from './upload/uploadFiles.ts';
export type { Difference } from './verify/differences.ts';
export { type UploadVerification, verifyUpload } from './verify/verifyUpload.ts';
