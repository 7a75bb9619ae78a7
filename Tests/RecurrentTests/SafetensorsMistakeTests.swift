import Recurrent
import Testing

@Suite struct SafetensorsMistakeTests {
  /// What is said of a file with these tensors.
  func mistake(
    _ tensors: [(String, Shape)], metadata: [String: String] = [:], cell: CellKind? = nil
  ) throws -> String? {
    let bytes = try Safetensors.encode(
      tensors.map { ($0.0, $0.1, Array(repeating: 1, count: $0.1.elementCount)) },
      metadata: metadata)
    let file = try Safetensors(bytes: bytes)
    do throws(WeightsError) {
      _ = try NetworkFile(file, cell: cell)
      return nil
    } catch {
      return error.description
    }
  }

  let lstm: [(String, Shape)] = [("e.weight_ih_l0", [12, 2]), ("e.weight_hh_l0", [12, 3])]

  @Test func `Weights that are missing are named`() throws {
    #expect(try mistake(lstm) == nil)
    #expect(
      try mistake([("conv.weight", [1]), ("conv.bias", [1])]) == """
        no tensor is named like weight_ih_l0, as those of an LSTM, GRU or RNN of PyTorch are; the \
        file has conv.bias, conv.weight
        """)
    #expect(
      try mistake([]) == """
        no tensor is named like weight_ih_l0, as those of an LSTM, GRU or RNN of PyTorch are; the \
        file has none
        """)
    #expect(try mistake([lstm[1]]) == "e.weight_ih_l0 is missing")
    #expect(
      try mistake([lstm[0]]) == """
        e.weight_hh_l0 is missing; if this is a minlstm or a mingru, which have none, say which \
        with --cell
        """)
    #expect(
      try mistake([lstm[0]], cell: .lstm)
        == "e.weight_hh_l0 is missing, which a network of lstm cells needs")
    #expect(
      try mistake(lstm + [("e.bias_ih_l0", [12])]) == """
        e.bias_hh_l0 is missing; a network of lstm with 2 inputs, 3 units needs it with shape (12,)
        """)
    #expect(
      try mistake(lstm + [("e.weight_hh_l0_reverse", [12, 3])]) == """
        e.weight_ih_l0_reverse is missing; a network of lstm with 2 inputs, 3 units, both \
        directions needs it with shape (12, 2)
        """)
    #expect(
      try mistake(lstm + [("e.weight_ih_l2", [12, 3]), ("e.weight_hh_l2", [12, 3])]) == """
        e.weight_ih_l1 is missing, but there are weights of layer 2; layers count from 0 without \
        gaps
        """)
    #expect(
      try mistake(lstm + [("e.weight_ih_l9223372036854775807", [1])])?
        .hasPrefix("e.weight_ih_l1 is missing") == true)
  }

  @Test func `A shape that does not fit is named with the one that would`() throws {
    #expect(
      try mistake([("weight_ih_l0", [11, 2]), ("weight_hh_l0", [12, 3])]) == """
        weight_ih_l0 has shape (11, 2), but a network of lstm with 2 inputs, 3 units needs (12, 2)
        """)
    #expect(
      try mistake(lstm + [("e.weight_ih_l1", [12, 2]), ("e.weight_hh_l1", [12, 3])]) == """
        e.weight_ih_l1 has shape (12, 2), but a network of lstm with 2 inputs, 3 units, 2 layers \
        needs (12, 3)
        """)
    #expect(
      try mistake([("weight_ih_l0", [10, 2]), ("weight_hh_l0", [10, 5])]) == """
        weight_hh_l0 has shape (10, 5), but the rows must be 4 blocks of 5 for an lstm, 3 for a \
        gru or 1 for a plain rnn
        """)
    #expect(
      try mistake([("weight_ih_l0", [12]), ("weight_hh_l0", [12, 3])])
        == "weight_ih_l0 has shape (12,), but must have two dimensions")
    #expect(
      try mistake([("weight_ih_l0", [0, 2]), lstm[1]])
        == "weight_ih_l0 has shape (0, 2), which is empty")
    #expect(
      try mistake([
        ("weight_ih_l0", [12, 2]), ("weight_hh_l0", [12, 4]), ("weight_hr_l0", [4, 3]),
      ]) == """
        weight_hr_l0 makes a network that cannot be: proj_size is 4, but must be less than \
        hidden_size 3
        """)
  }

  @Test func `A kind that the shapes contradict is refused with both`() throws {
    #expect(
      try mistake(lstm, cell: .gru) == """
        e.weight_hh_l0 has shape (12, 3), which is 12 / 3 blocks of rows (lstm), but --cell says \
        gru, which has 3
        """)
    #expect(
      try mistake(lstm, metadata: ["cell": "lstm-cifg"]) == """
        e.weight_hh_l0 has shape (12, 3), which is 12 / 3 blocks of rows (lstm), but the metadata \
        says lstm-cifg, which has 3
        """)
    #expect(
      try mistake(lstm, cell: .minLSTM)
        == "e.weight_hh_l0 is in the file, but a minlstm has no such weight")
    #expect(
      try mistake(lstm, metadata: ["cell": "qrnn"])
        == "the metadata names the cell qrnn, which is unknown; choose one with --cell")
    #expect(
      try mistake(
        [("weight_ih_l0", [3, 2]), ("weight_hh_l0", [3, 3])], metadata: ["nonlinearity": "sin"])
        == "the metadata names the nonlinearity sin, but it must be tanh or relu")
    #expect(
      try mistake([("weight_ih_l0", [7, 2])], cell: .minLSTM) == """
        weight_ih_l0 has shape (7, 2), but the rows of a minlstm are 3 blocks of the same size
        """)
    #expect(
      try mistake(lstm + [("e.weight_peephole_l0", [9])], cell: .lstm) == """
        e.weight_peephole_l0 belongs to no network of lstm with 2 inputs, 3 units; check the kind \
        of cell
        """)
    #expect(
      try mistake(lstm, cell: .lstmPeephole) == """
        e.weight_peephole_l0 is missing; a network of lstm-peephole with 2 inputs, 3 units needs \
        it with shape (9,)
        """)
  }
}
