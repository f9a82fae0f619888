-- AlterTable
ALTER TABLE "reference_standard_import" ADD COLUMN     "provenance" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'table';

-- AlterTable
ALTER TABLE "reference_standard" ADD COLUMN     "lesions" JSONB NOT NULL DEFAULT '[]';
