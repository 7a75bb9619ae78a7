internal import CKernels

/// The C kernels that the fast networks run on.
public enum Kernels {
  /// The instruction set that they use on this machine: `baseline`, `avx2` or `avx512`.
  public static var instructionSet: String { String(cString: ck_current_variant()) }
}
