/**
 * Plumbline and InfluxDB for programs: uploading, checking and comparing. A face of its own, so that
 * who wants the pipeline does not load the database client.
 */

export type { InfluxCheck } from './check/check.ts';
export { checkInflux } from './check/checkInflux.ts';
/** Lines of a recording, and what they mean. */
export { FULL_DETAIL, type LineDetail, LineMaker, type LineState } from './lines/lineMaker.ts';
export { InfluxLink, type QuerySeries, RefusedRequestError } from './query/influxLink.ts';
export type { Field, Measurement, Tag } from './schema/measurement.ts';
export { type MeasurementName, SCHEMA } from './schema/schema.ts';
export { type InfluxConfig, influxConfigFrom } from './server/config.ts';
export { UploadError } from './server/uploadError.ts';
export { Uploader, type UploaderOptions, type UploadState } from './upload/uploader.ts';
export { FilesUpload, type FilesUploaded, type UploadFilesOptions } from './upload/uploadFiles.ts';
export type { Difference } from './verify/differences.ts';
export { type UploadVerification, verifyUpload } from './verify/verifyUpload.ts';
