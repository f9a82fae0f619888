-- DropIndex
DROP INDEX "ai_segmentation_ai_result_id_stack_id_key";

-- AlterTable
ALTER TABLE "ai_segmentation" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'segmentation';

-- CreateIndex
CREATE UNIQUE INDEX "ai_segmentation_ai_result_id_stack_id_kind_key" ON "ai_segmentation"("ai_result_id", "stack_id", "kind");
