package dev.shadow.local;

class NativeProcessStoreTest extends ProcessStoreContract {
    NativeProcessStoreTest() {
        super(ProcessControls.NATIVE);
    }
}
