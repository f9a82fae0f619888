-- CreateTable
CREATE TABLE "bundle_export" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "state" "analysis_status" NOT NULL DEFAULT 'running',
    "step" TEXT NOT NULL,
    "reason" TEXT,
    "requested_by_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "hash" TEXT,
    "bytes" INTEGER,

    CONSTRAINT "bundle_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bundle_export_study_id_idx" ON "bundle_export"("study_id");

-- AddForeignKey
ALTER TABLE "bundle_export" ADD CONSTRAINT "bundle_export_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
