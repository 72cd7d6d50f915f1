package dev.shadow.sidecar;

/** Kept for as long as something goes on, such as a stream. Implementations must be thread-safe. */
interface Lease {
    /** Of what nobody holds. */
    Lease NONE = new Lease() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    void begin();

    void end();
}
