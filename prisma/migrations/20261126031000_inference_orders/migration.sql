-- CreateTable
CREATE TABLE "inference_order" (
    "case_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inference_order_pkey" PRIMARY KEY ("case_id","model","version")
);

-- CreateIndex
CREATE INDEX "inference_order_ordered_at_idx" ON "inference_order"("ordered_at");

-- AddForeignKey
ALTER TABLE "inference_order" ADD CONSTRAINT "inference_order_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what was ordered before there were orders, and was not told to Temporal yet.
INSERT INTO "inference_order" ("case_id", "model", "version", "ordered_at")
SELECT payload->>'case', payload->>'model', payload->>'version', created_at FROM "outbox_message"
WHERE delivered_at IS NULL AND payload->>'kind' = 'inference-due'
ON CONFLICT DO NOTHING;
