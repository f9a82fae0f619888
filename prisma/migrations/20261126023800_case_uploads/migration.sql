-- CreateTable
CREATE TABLE "case_upload" (
    "study_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "source_label" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "ends" BIGINT[],
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "case_id" TEXT,

    CONSTRAINT "case_upload_pkey" PRIMARY KEY ("study_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_upload_case_id_key" ON "case_upload"("case_id");

-- CreateIndex
CREATE INDEX "case_upload_moved_at_idx" ON "case_upload"("moved_at");

-- AddForeignKey
ALTER TABLE "case_upload" ADD CONSTRAINT "case_upload_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_upload" ADD CONSTRAINT "case_upload_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE SET NULL ON UPDATE CASCADE;
