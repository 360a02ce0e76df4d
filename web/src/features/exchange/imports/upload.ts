import { request } from '../../../shared/api/request';
import type { ImportFile } from './import';

/** Adds files to an import, one after the other, so that a slow line carries each whole. */
export async function upload(importId: number, files: readonly File[]): Promise<void> {
  for (const file of files) {
    await request<ImportFile>('POST', `/imports/${importId}/files`, {
      query: { file_name: file.name },
      body: new Blob([file], { type: 'application/octet-stream' }),
    });
  }
}
